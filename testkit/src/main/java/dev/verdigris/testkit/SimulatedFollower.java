package dev.verdigris.testkit;

import dev.verdigris.error.PortException;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A follower in a simulated world: it acts on the color that it was told of last, once it has taken that over, and goes on
 * using the color before for as long as it lingers there. Its calls pass the hooks of the cloud as those of the ports do, as
 * {@link Operations#FOLLOW} and {@link Operations#ASK_FOLLOWER}.
 *
 * <p>By itself it takes over at once, confirms, does not linger, and is sure of that. It may be made to confirm late or never,
 * to linger, to be sure late, to use a color again that it had released, and to crash.
 */
public final class SimulatedFollower implements Follower {
    private final World world;
    private final Seam seam;
    private final String name;

    private Duration takingOver = Duration.ZERO;
    private Duration lingering = Duration.ZERO;
    private Duration unsure = Duration.ZERO;
    private boolean deaf;
    private boolean crashed;

    private @Nullable Color follows;
    private @Nullable Color told;
    private World.@Nullable Event arrival;
    /** The colors that something of it uses, whatever it was told. */
    private final Set<Color> used = EnumSet.noneOf(Color.class);
    /** Until when it uses a color that it has left. */
    private final Map<Color, Long> until = new EnumMap<>(Color.class);
    /** Since when it uses a color. */
    private final Map<Color, Long> since = new EnumMap<>(Color.class);
    /** Since when it was asked about a color, and found nothing that uses it. */
    private final Map<Color, Long> unused = new EnumMap<>(Color.class);

    SimulatedFollower(World world, Seam seam, String name, @Nullable Color follows) {
        this.world = world;
        this.seam = seam;
        this.name = name;
        this.follows = follows;
        this.told = follows;
        if (follows != null) {
            since.put(follows, world.now());
        }
    }

    /** The name of the follower. */
    public String name() {
        return name;
    }

    /** From now on it takes so long to take over a color that it is told of, and confirms only then; by default none. */
    public SimulatedFollower setTakingOver(Duration takingOver) {
        this.takingOver = takingOver;
        return this;
    }

    /** From now on it uses a color for so long after it has taken over another one; by default not at all. */
    public SimulatedFollower setLingering(Duration lingering) {
        this.lingering = lingering;
        return this;
    }

    /**
     * From now on it has to be asked for so long, without any use found, before it is sure that it does not use a color; by
     * default it is sure at once.
     */
    public SimulatedFollower setUnsure(Duration unsure) {
        this.unsure = unsure;
        return this;
    }

    /** From now on it is told, and neither takes over nor confirms; or it does so again. */
    public SimulatedFollower setDeaf(boolean deaf) {
        this.deaf = deaf;
        return this;
    }

    /** It crashes, and gives no answer until it is {@link #recover recovered}. What it used it goes on using. */
    public void crash() {
        crashed = true;
    }

    /** It gives answers again. */
    public void recover() {
        crashed = false;
    }

    /** Something of it uses a color from now on, whatever it was told, until it {@link #release releases} it. */
    public void use(Color color) {
        if (!uses(color)) {
            since.put(color, world.now());
        }
        used.add(color);
        world.log(name, "uses", color);
    }

    /** What used a color, whatever it was told, does so no longer. */
    public void release(Color color) {
        used.remove(color);
        until.remove(color);
        world.log(name, "releases", color);
    }

    /** The color that it acts on; null if it acts on none. */
    public @Nullable Color follows() {
        return follows;
    }

    /** Whether it uses a color now: it acts on it, lingers there, or something of it does so anyway. */
    public boolean uses(Color color) {
        return color == follows || used.contains(color) || until.getOrDefault(color, 0L) > world.now();
    }

    /** Since when it uses a color, in virtual time from the beginning of the cloud; null if it does not. */
    public @Nullable Duration usesSince(Color color) {
        return uses(color) ? Duration.ofNanos(since.getOrDefault(color, 0L)) : null;
    }

    @Override
    public Answer follow(Move move) {
        return seam.change(Operations.FOLLOW, name, move.to(), () -> {}, () -> {
            answers(Operations.FOLLOW);
            unused.clear();
            return hear(move.to());
        });
    }

    private Answer hear(@Nullable Color to) {
        if (deaf) {
            return Answer.notYet("it does not confirm");
        }
        if (!Objects.equals(to, told)) {
            told = to;
            if (arrival != null) {
                arrival.cancel();
            }
            arrival = world.after(takingOver.toNanos(), () -> takesOver(to));
            if (takingOver.isZero()) {
                world.runDue();
            }
        }
        return Objects.equals(follows, to) ? Answer.yes() : Answer.notYet("it has not taken over yet");
    }

    private void takesOver(@Nullable Color to) {
        Color former = follows;
        if (Objects.equals(to, former)) {
            return;
        }
        follows = to;
        if (former != null) {
            until.put(former, world.now() + lingering.toNanos());
        }
        if (to != null) {
            since.put(to, world.now());
        }
        world.log(name, "follows", to);
    }

    @Override
    public Answer releases(Environment environment, Color color) {
        return seam.read(Operations.ASK_FOLLOWER, name, color, () -> {
            answers(Operations.ASK_FOLLOWER);
            return uses(color) ? used(color) : unused(color);
        });
    }

    private Answer used(Color color) {
        unused.remove(color);
        return Answer.notYet("something of it still uses " + color);
    }

    private Answer unused(Color color) {
        long first = unused.computeIfAbsent(color, any -> world.now());
        return world.now() - first < unsure.toNanos()
                ? Answer.unconfirmed("it is not sure yet that nothing uses " + color)
                : Answer.yes();
    }

    private void answers(String operation) {
        if (crashed) {
            throw new PortException.Unavailable(operation, name + " has crashed", null);
        }
    }

    @Override
    public String toString() {
        return name + " follows " + follows;
    }
}
