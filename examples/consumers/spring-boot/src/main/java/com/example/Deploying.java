package com.example;

import dev.verdigris.BlueGreen;
import dev.verdigris.port.Cloud;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class Deploying {
    @Bean
    BlueGreen blueGreen(Cloud cloud) {
        return BlueGreen.on(cloud);
    }
}
