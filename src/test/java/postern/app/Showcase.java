package postern.app;

import postern.app.outside.OneWindow;

/// Opens the window on the founding case without the rest of the program, to look at it.
final class Showcase {
    private Showcase() {}

    public static void main(String[] args) throws InterruptedException {
        PosternApp.launch(_ -> new FakeEngine(args.length == 0 ? 300 : Long.parseLong(args[0])), OneWindow.alone());
    }
}
