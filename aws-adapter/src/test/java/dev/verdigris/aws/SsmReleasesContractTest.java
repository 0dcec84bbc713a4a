package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import dev.verdigris.testkit.contract.ReleasesContract;
import dev.verdigris.testkit.contract.ReleasesWorld;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Release pointers in Parameter Store keep the contract, on Moto. */
class SsmReleasesContractTest extends ReleasesContract {

    @Override
    protected ReleasesWorld newWorld() {
        return new ReleasesOnMoto() {
            @Override
            public Releases releases() {
                return AwsReleases.parameterStore(moto.ssm());
            }

            @Override
            public void selectedByOthers(Environment environment, String version) {
                moto.ssm()
                        .putParameter(request -> request.name("/compiler-explorer/" + environment.name() + "/release")
                                .value(version)
                                .type(ParameterType.STRING)
                                .overwrite(true));
            }
        };
    }
}
