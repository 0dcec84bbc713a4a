package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.port.Cloud;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

@Factory
class Deploying {
    @Singleton
    BlueGreen blueGreen(Cloud cloud) {
        return BlueGreen.on(cloud);
    }
}
