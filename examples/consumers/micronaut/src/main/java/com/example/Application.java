package com.example;

import io.micronaut.runtime.Micronaut;

/** A service that can deploy environments. */
public final class Application {
    private Application() {}

    /** Takes the arguments of Micronaut. */
    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
