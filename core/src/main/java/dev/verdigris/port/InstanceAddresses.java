package dev.verdigris.port;

import dev.verdigris.error.PortException;
import dev.verdigris.model.InstanceId;
import java.util.Map;
import java.util.Set;

/** The addresses at which the instances of fleets are reached. */
public interface InstanceAddresses {

    /**
     * The address of each instance, as it goes into a URI: a name, or an IP address. An instance that has none, or that is
     * not known, is absent from the answer, not an error. Reads may be stale by seconds.
     *
     * @throws PortException if they could not be read
     */
    Map<InstanceId, String> of(Set<InstanceId> instances);
}
