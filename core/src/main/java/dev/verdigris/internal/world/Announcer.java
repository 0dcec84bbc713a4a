package dev.verdigris.internal.world;

/** The one that is told of changes and findings, so that they become events. */
public interface Announcer {

    /** A change is about to be sent. */
    void change(String change);

    /** Something was found and left alone. */
    void note(String note);
}
