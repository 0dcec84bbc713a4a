package dev.verdigris.aws;

import dev.verdigris.port.DeploymentStore;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A store on Parameter Store, and another machine's beside it. */
abstract class SsmStoreScenario {
    static final String LIST = "GetParametersByPath";
    static final String PUT = "PutParameter";
    static final String DELETE = "DeleteParameter";
    static final String BETA = "compiler-explorer/beta";

    /** The answer is older than all that was ever written. */
    static final Interference.Trouble NOTHING_YET = Interference.answered(
            answer -> GetParametersByPathResponse.builder().build());

    final MotoStore moto = MotoStore.parameterStore();
    final Interference interference = new Interference();

    /** What the tests watch, and one more process. */
    final DeploymentStore store = moto.connect(interference);

    final DeploymentStore other = moto.connect();

    static Interference.Trouble[] times(int count, Interference.Trouble trouble) {
        return Collections.nCopies(count, trouble).toArray(new Interference.Trouble[0]);
    }

    void put(String name, String value) {
        moto.world
                .ssm()
                .putParameter(request -> request.name("/compiler-explorer/beta/deployment/" + name)
                        .value(value)
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    /** The names of the parameters that are there, without their path. */
    List<String> there() {
        return moto
                .world
                .ssm()
                .getParametersByPathPaginator(request -> request.path("/compiler-explorer/beta/deployment"))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted()
                .toList();
    }
}
