using System.Globalization;
using System.Runtime.InteropServices;
using Gis.Ingest;
using Gis.Server.Access.Devices;
using Gis.Server.Platform.Commands;
using Gis.Server.Platform.Store;
using Gis.Server.Things.Import;
using Npgsql;

namespace Gis.Server.Things;

/// <summary>Lets the field speak again from a recorded file, and tells what became of it.</summary>
internal sealed class ReplayCommand : IServerCommand
{
    private const int Shown = 20;

    public string Name => "replay";

    public string Usage =>
        "FILE [--speed N|max] [--until now|TIME] [--check] [--things OUT.csv [--area CODE] [--kind KIND]] [--columns \"NAME=time,NAME=w01018[mg/L]\"] "
        + "[--thing CODE] [--period SECONDS] [--label start|end] [--zone +08:00] [--time-form FORM]   sends a recording through the broker";

    public async Task<int> RunAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, stop));
        var wish = ReplayWishes.Read(invocation, TimeProvider.System.GetUtcNow());
        await using var store = NpgsqlDataSource.Create(
            StoreSettings.From(invocation.Configuration).PromptConnectionString(StoreRole.Command, "gis replay"));
        try
        {
            return await RunAsync(invocation, wish, store, stop.Token);
        }
        catch (RecordingException unfit)
        {
            throw new CommandFailedException(unfit.Message, unfit);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new CommandFailedException("Stopped before anything was sent.");
        }
    }

    private static async Task<int> RunAsync(CommandInvocation invocation, ReplayWish wish, NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        var replay = new FieldReplay(store, TimeProvider.System);
        var plan = await replay.PlanAsync(wish, cancellationToken);
        await TellAsync(invocation.Output, plan);
        if (invocation.Option("things") is { } things)
        {
            var said = await UnregisteredFile.WriteAsync(
                things, plan.Unregistered, plan.LackingStreams, invocation.Option("area"), invocation.Option("kind"), store, cancellationToken);
            await invocation.Output.WriteLineAsync(said);
            return 0;
        }

        if (plan.Unregistered.Count + plan.LackingStreams.Count > 0)
        {
            await invocation.Output.WriteLineAsync("  to register what is missing: replay FILE --things OUT.csv, look through OUT.csv, import-things OUT.csv, then replay again");
        }

        if (plan.Values + plan.Messages == 0)
        {
            throw new CommandFailedException("There is nothing to send.");
        }

        if (invocation.Option("check") is not null)
        {
            return 0;
        }

        await using var pass = await ReplayPass.TakeAsync(store, invocation.Configuration, cancellationToken);
        var account = await replay.SendAsync(wish, plan, pass.Address, cancellationToken);
        await TellAsync(invocation.Output, account);
        return account.IsWhole ? 0 : 1;
    }

    private static async Task TellAsync(TextWriter output, ReplayPlan plan)
    {
        await output.WriteLineAsync(Text($"Recognised: {plan.Form}; {plan.Values:N0} values and {plan.Messages:N0} messages to send, {Span(plan)}."));
        foreach (var remark in plan.Remarks)
        {
            await output.WriteLineAsync($"  {remark}");
        }

        if (plan.FaultCount > 0)
        {
            await output.WriteLineAsync(Text($"Not read, the rest is: {plan.FaultCount:N0}"));
            await ListAsync(output, plan.Faults, plan.FaultCount);
        }

        if (plan.Homeless > 0)
        {
            await output.WriteLineAsync(Text($"Not sent: {plan.Homeless:N0} values of things or datastreams that are not registered, or in a unit that can't become the datastream's"));
            await ListAsync(output, plan.Lacking, plan.Lacking.Count);
        }

        if (plan.UnheardCount > 0)
        {
            await output.WriteLineAsync(Text($"Sent, and not stored for want of a datastream: {plan.UnheardCount:N0} properties of things that are registered"));
            await ListAsync(output, plan.Unheard, plan.UnheardCount);
        }

        if (plan.Unregistered.Count > 0)
        {
            await output.WriteLineAsync(Text($"Not registered: {plan.Unregistered.Count:N0} things"));
            await ListAsync(
                output, [.. plan.Unregistered.Take(Shown).Select(thing => $"{thing.Scheme} {thing.Code} {thing.Name}".TrimEnd())], plan.Unregistered.Count);
        }
    }

    private static async Task TellAsync(TextWriter output, ReplayAccount account)
    {
        await output.WriteLineAsync(Text($"Sent {account.Sent:N0} messages; the broker acknowledged {account.Acknowledged:N0}, turned away {account.TurnedAway:N0}."));
        await output.WriteLineAsync(Text(
            $"The store booked {account.Received:N0} values or messages of these things: {account.Stored:N0} new, {account.Duplicates:N0} there already, {account.Refused:N0} refused."));
        if (account.UnitRows > 0)
        {
            await output.WriteLineAsync(Text($"Of units it took {account.UnitRows:N0} positions and reports."));
        }

        foreach (var (code, count, reason) in account.Reasons)
        {
            await output.WriteLineAsync(Text($"  refused, {code}: {count:N0}, such as: {reason}"));
        }

        if (account.Unmovable > 0)
        {
            await output.WriteLineAsync(Text($"Not sent: {account.Unmovable:N0} messages whose times can't be moved (--until is for HJ 212 and JSON)."));
        }

        if (account.Unaccounted > 0)
        {
            await output.WriteLineAsync(Text($"Not in the books yet: {account.Unaccounted:N0}. Does ingest run? './gis status' tells; sending again does no harm."));
        }
    }

    private static async Task ListAsync(TextWriter output, IReadOnlyList<string> lines, long all)
    {
        foreach (var line in lines.Take(Shown))
        {
            await output.WriteLineAsync($"  {line}");
        }

        if (all > Math.Min(lines.Count, Shown))
        {
            await output.WriteLineAsync(Text($"  … and {all - Math.Min(lines.Count, Shown):N0} more"));
        }
    }

    private static string Span(ReplayPlan plan) => plan is { From: { } from, To: { } to }
        ? Text($"from {from + plan.Shift:yyyy-MM-dd HH:mm}Z to {to + plan.Shift:yyyy-MM-dd HH:mm}Z{(plan.Shift == TimeSpan.Zero ? "" : $", moved from {from:yyyy-MM-dd HH:mm}Z")}")
        : "without times";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Stop(PosixSignalContext context, CancellationTokenSource stop)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
