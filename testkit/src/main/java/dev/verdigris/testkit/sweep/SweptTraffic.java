package dev.verdigris.testkit.sweep;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.model.Traffic;
import dev.verdigris.testkit.SimulatedCloud;
import java.util.ArrayList;
import java.util.List;

/**
 * What is swept with a traffic strategy: what may happen however traffic moves, and what may happen with that strategy
 * alone.
 *
 * @param moves the moves of the world
 * @param accounts what an account may hold
 * @param setups those of them in which everything is swept, since other steps are taken there
 * @param drainStep the id of the step in which the old fleet drains
 * @param stages whether requests can move in stages
 * @param adopted how a group that is adopted may be in its target group
 */
record SweptTraffic(
        List<Move> moves,
        List<Account> accounts,
        List<Account> setups,
        String drainStep,
        boolean stages,
        List<Account> adopted) {

    private static final List<Account> BOTH = List.of(AdoptedGroup.values());

    /**
     * What is swept with a strategy: the only place that asks which strategy it is.
     *
     * @throws IllegalArgumentException if it is not known here
     */
    static SweptTraffic of(Traffic traffic) {
        if (traffic instanceof Traffic.Registration) {
            return with(
                    RegistrationMove.values(), RegistrationAccount.values(), List.of(), "await-drained", true, BOTH);
        }
        if (traffic instanceof Traffic.Attachment) {
            return with(
                    AttachmentMove.values(),
                    AttachmentAccount.values(),
                    List.of(),
                    "await-removed",
                    false,
                    List.of(AdoptedGroup.ATTACHED));
        }
        if (traffic instanceof Traffic.Forwarding) {
            List<Account> setups = List.of(ForwardingAccount.BY_HAND);
            return with(ForwardingMove.values(), ForwardingAccount.values(), setups, "hold", true, BOTH);
        }
        throw new IllegalArgumentException("sweep: expected traffic by registration, attachment or forwarding, found "
                + traffic + "; say here what may happen with it");
    }

    /** Whether the target group is to be attached to the group that serves, and to no other. */
    static boolean attaches(Traffic traffic) {
        return traffic instanceof Traffic.Attachment;
    }

    private static SweptTraffic with(
            Move[] ownMoves,
            Account[] ownAccounts,
            List<Account> setups,
            String drainStep,
            boolean stages,
            List<Account> adopted) {
        List<Move> moves = new ArrayList<>(List.of(CommonMove.values()));
        moves.addAll(List.of(ownMoves));
        List<Account> accounts = new ArrayList<>(List.of(CommonAccount.values()));
        accounts.addAll(List.of(ownAccounts));
        return new SweptTraffic(moves, accounts, setups, drainStep, stages, adopted);
    }

    /** The moves that a sweep makes in a world: each of them, of the colors where it bears on what happens. */
    List<ColorMove> colorMoves(SimulatedCloud cloud, Environment environment) {
        List<ColorMove> swept = new ArrayList<>();
        List<Move> all = new ArrayList<>(moves);
        if (cloud.release(environment) != null) {
            all.addAll(List.of(ReleaseMove.values()));
        }
        if (!cloud.alarms().all().isEmpty()) {
            all.addAll(List.of(AlarmMove.values()));
        }
        for (Move move : all) {
            for (Color color : move.swept()) {
                swept.add(new ColorMove(move, color));
            }
        }
        return swept;
    }
}
