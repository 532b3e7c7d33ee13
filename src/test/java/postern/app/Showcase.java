package postern.app;

/// Opens the window on the founding case without the rest of the program, to look at it.
final class Showcase {
    private Showcase() {}

    public static void main(String[] args) throws InterruptedException {
        PosternApp.launch(new FakeEngine(args.length == 0 ? 300 : Long.parseLong(args[0])));
    }
}
