package dev.verdigris.request;

/** What becomes of the old fleet once the new one serves. */
public enum KeepWarm {
    /** It keeps running, its minimum held at its size, so that a rollback takes seconds. It costs what it costs. */
    FOREVER,
    /** It is scaled down to the idle role's minimum once it has drained. A rollback then starts instances first. */
    NONE
}
