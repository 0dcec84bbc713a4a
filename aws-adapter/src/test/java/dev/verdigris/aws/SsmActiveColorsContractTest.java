package dev.verdigris.aws;

import dev.verdigris.testkit.contract.ActiveColorsContract;
import dev.verdigris.testkit.contract.ContractWorld;

/** The parameters of Parameter Store keep the contract, on Moto. */
class SsmActiveColorsContractTest extends ActiveColorsContract {

    @Override
    protected ContractWorld newWorld() {
        return new MotoContractWorld();
    }
}
