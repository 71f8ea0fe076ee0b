namespace Gis.Server.Platform.Commands;

/// <summary>One thing the program does when it is started; a slice owns the commands of its trade.</summary>
internal interface IServerCommand
{
    /// <summary>What is typed: one or two words, such as <c>migrate</c> or <c>admin create</c>.</summary>
    string Name { get; }

    /// <summary>What follows the name, and in one sentence what it does.</summary>
    string Usage { get; }

    Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken);
}
