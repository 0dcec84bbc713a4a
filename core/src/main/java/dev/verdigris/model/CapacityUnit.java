package dev.verdigris.model;

/** The unit in which an Auto Scaling group's size counts ({@code DesiredCapacityType} of the Auto Scaling API). */
public enum CapacityUnit {
    /** Instances, or units of weight where the instance types have weights. */
    UNITS("units"),
    /** Virtual processors. */
    VCPU("vcpu"),
    /** Mebibytes of memory. */
    MEMORY_MIB("memory-mib"),
    /** A unit this version does not know. */
    OTHER("a unit that is not known");

    private final String word;

    CapacityUnit(String word) {
        this.word = word;
    }

    /** The unit in AWS's word. */
    @Override
    public String toString() {
        return word;
    }
}
