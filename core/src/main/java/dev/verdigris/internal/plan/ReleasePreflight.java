package dev.verdigris.internal.plan;

import dev.verdigris.internal.text.ReleaseName;
import dev.verdigris.model.Color;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether new instances boot with what is selected, and that can be undone. */
final class ReleasePreflight {

    private ReleasePreflight() {}

    /** Whether anything can be selected at all. */
    static void check(Survey survey) {
        Selection selection = survey.snapshot.selection();
        if (selection == null) {
            return;
        }
        if (selection.place() == null) {
            survey.find(
                    "expected a port to read and select the release of " + survey.environment.name()
                            + " by, found none",
                    "give the cloud its releases: Cloud.Builder.releases");
        } else if (selection.obstacle() != null) {
            survey.find(selection.obstacle().problem(), selection.obstacle().remedy());
        }
    }

    /** Whether the new fleet would boot with what it is to. */
    static void check(Survey survey, Terms terms) {
        check(survey);
        Selection selection = survey.snapshot.selection();
        if (selection == null || selection.place() == null) {
            return;
        }
        String name = survey.environment.name();
        Released known = selection.known();
        if (known != null && !known.place().equals(selection.place())) {
            survey.find(
                    "expected the release pointer of " + name + " where it was so far, " + known.place() + ", found "
                            + selection.place(),
                    "name the same place as before; or select a version at the new one first");
        }
        if (selection.version() != null && !ReleaseName.is(selection.version())) {
            survey.find(
                    "expected " + ReleaseName.EXPECTED + " in " + selection.place() + ", found '" + selection.version()
                            + "'",
                    "select a version");
        }
        if (known != null) {
            warn(survey, terms, selection, known);
        }
    }

    private static void warn(Survey survey, Terms terms, Selection selection, Released known) {
        Color from = terms.from();
        String serves = known.of(from);
        if (serves != null && !serves.equals(selection.version())) {
            survey.warn(
                    "the " + from + " fleet serves " + serves + ", and what it launches now boots "
                            + shown(selection.version()),
                    "whatever is launched there before this has ended may differ from it");
        }
        if (survey.verb.goesBack() && known.of(terms.to()) == null) {
            survey.warn(
                    "which release the " + terms.to() + " fleet was deployed with is not known, so that "
                            + shown(selection.version()) + " stays selected",
                    "select the right one afterwards");
        }
        if (serves == null && from != null && !Objects.equals(terms.release(), selection.version())) {
            survey.warn(
                    "which release the " + from + " fleet was deployed with is not known",
                    "if this is rolled back, " + shown(selection.version()) + " is selected again");
        }
    }

    private static String shown(@Nullable String version) {
        return version == null ? "nothing" : version;
    }
}
