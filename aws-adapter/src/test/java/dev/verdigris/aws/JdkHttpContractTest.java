package dev.verdigris.aws;

import dev.verdigris.testkit.contract.HttpContract;
import dev.verdigris.testkit.contract.HttpWorld;
import org.junit.jupiter.api.AfterEach;

/** The JDK's client keeps the contract, with a server on this machine. */
class JdkHttpContractTest extends HttpContract {
    private final HttpServerWorld world = new HttpServerWorld();

    @Override
    protected HttpWorld newWorld() {
        return world;
    }

    @AfterEach
    void close() {
        world.close();
    }
}
