// tag::script[]
import dev.verdigris.*
import dev.verdigris.model.*
import dev.verdigris.outcome.*
import dev.verdigris.plan.*
import dev.verdigris.request.*
import dev.verdigris.testkit.*

var exitCode = 1 // a failure, until an outcome says otherwise

var beta = Environment.of("beta")
var cloud = SimulatedCloud.serving(beta, 3)
var blueGreen = BlueGreen.on(cloud.ports())

System.out.println(blueGreen.plan(Deployment.of(beta)))
Outcome outcome = blueGreen.deploy(beta)
System.out.println(outcome)
System.out.println(cloud.traffic())

exitCode = outcome.<Integer>fold().succeeded(done -> 0).rolledBack(back -> 4).failedDirty(dirty -> 5).orElse(left -> 6)
/exit exitCode
// end::script[]
