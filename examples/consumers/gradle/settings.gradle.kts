rootProject.name = "deployer"
