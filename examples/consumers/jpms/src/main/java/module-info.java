/** A program in modules: it names what it calls, and needs none of what is optional. */
module com.example.deployer {
    requires dev.verdigris.aws;
    requires dev.verdigris.testkit;
}
