package dev.verdigris.aws;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.port.Releases;
import dev.verdigris.testkit.contract.ReleasesContract;
import dev.verdigris.testkit.contract.ReleasesWorld;
import java.util.List;

/** The default versions of launch templates keep the contract as release pointers, on Moto. */
class TemplateReleasesContractTest extends ReleasesContract {

    @Override
    protected ReleasesWorld newWorld() {
        ReleasesOnMoto world = new ReleasesOnMoto() {
            @Override
            public Releases releases() {
                return AwsReleases.launchTemplates(moto.autoScaling(), moto.ec2());
            }

            @Override
            public List<String> versions() {
                return List.of("1", "2", "3");
            }

            @Override
            public boolean mayBeNothing() {
                return false;
            }

            @Override
            public void selectedByOthers(Environment environment, String version) {
                moto.ec2()
                        .modifyLaunchTemplate(request ->
                                request.launchTemplateName(environment.name()).defaultVersion(version));
            }
        };
        for (Environment environment : List.of(ReleasesOnMoto.BETA, ReleasesOnMoto.PROD)) {
            world.moto.createLaunchTemplate(environment.name(), 3);
            for (Color color : Color.values()) {
                world.moto.createGroup(environment.group(color), environment.name(), "$Default");
            }
        }
        return world;
    }
}
