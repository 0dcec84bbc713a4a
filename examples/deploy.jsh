// tag::script[]
import dev.verdigris.*
import dev.verdigris.model.*
import dev.verdigris.plan.*
import dev.verdigris.testkit.*

var beta = Environment.of("beta")
var cloud = SimulatedCloud.serving(beta, 3)
var blueGreen = BlueGreen.on(cloud.ports())

System.out.println(blueGreen.plan(Deployment.of(beta)))
System.out.println(blueGreen.deploy(beta))
System.out.println(cloud.traffic())
// end::script[]
/exit
