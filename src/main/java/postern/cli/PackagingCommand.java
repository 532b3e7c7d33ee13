package postern.cli;

import picocli.CommandLine.Command;

/// `postern packaging`: what the packaging scripts ask of the program. Not for users, so help does not show it.
@Command(
        name = "packaging",
        hidden = true,
        subcommands = {RehearseCommand.class, DocumentsCommand.class})
final class PackagingCommand {}
