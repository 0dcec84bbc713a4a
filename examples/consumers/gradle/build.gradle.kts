plugins {
    application
}

repositories {
    // Nothing is released yet: `../run` puts a build there.
    maven(url = providers.gradleProperty("verdigris.repository").get())
    mavenCentral()
}

dependencies {
    implementation(platform("dev.verdigris:verdigris-bom:" + providers.gradleProperty("verdigris.version").get()))
    implementation("dev.verdigris:verdigris-testkit")
    runtimeOnly("org.slf4j:slf4j-nop:2.0.20")
}

tasks.withType<JavaCompile>().configureEach {
    options.release.set(17)
}

application {
    mainClass.set("com.example.Main")
}
