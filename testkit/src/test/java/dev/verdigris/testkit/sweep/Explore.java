package dev.verdigris.testkit.sweep;

final class Explore {
    private Explore() {}

    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long seeds = Long.parseLong(args[1]);
        Explorer.explore(1, 2000);
        long began = System.nanoTime();
        Explorer.Report report = Explorer.explore(from, seeds);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%s in %.1f s, %.0f deployments a second%n", report, seconds, report.deployments() / seconds);
        report.violations().stream().limit(6).forEach(System.out::println);
    }
}
