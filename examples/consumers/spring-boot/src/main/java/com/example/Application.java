package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that can deploy environments. */
@SpringBootApplication
public class Application {
    /** Takes the arguments of Spring Boot. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
