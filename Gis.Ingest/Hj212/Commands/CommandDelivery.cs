using System.Text.Json;
using Gis.Ingest.Hj212.Devices;
using Gis.Ingest.Hj212.Tcp;
using Gis.Ingest.Lines;
using Gis.Ingest.Mqtt;
using Gis.Ingest.Pipeline;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Hj212.Commands;

/// <summary>
/// Brings commands to their devices: whatever is queued and in reach of this ingest, over the device's own line or, where it speaks over the broker,
/// through that. Woken by the store and every second; each step is stored before it is taken. What devices answer comes back with their messages.
/// </summary>
internal sealed class CommandDelivery(
    IngestStore store, Downlinks downlinks, MqttSession broker, DevicePasswordSeal seal, Hj212TcpOptions options, TimeProvider clock,
    ILogger<CommandDelivery> logger) : DeviceWorker(clock, logger)
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    protected override async Task WorkAsync(Action well, CancellationToken cancellationToken)
    {
        await using var connection = await store.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand("LISTEN device_command", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await LookAsync(connection, cancellationToken);
            well();
            await connection.WaitAsync(LooksEvery, cancellationToken);
        }
    }

    private async Task LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        foreach (var command in await CommandStore.ReadWaitingAsync(connection, now, cancellationToken))
        {
            if (DeliveryRules.Next(command, IsInReach(command), options, now) is { } step
                && await CommandStore.ClaimAsync(connection, command, step, now, cancellationToken)
                && step.IsSending)
            {
                Send(command);
            }
        }
    }

    private bool IsInReach(WaitingCommand command) =>
        command is { St: not null, Password: not null } && (downlinks.Has(command.Topic) || (command.Way == "mqtt" && broker.IsConnected));

    /// <summary>What a line does not take now is sent again when its time comes.</summary>
    private void Send(WaitingCommand command)
    {
        if (!seal.TryOpen(command.Password, command.ThingId, out var password))
        {
            logger.PasswordCannotBeOpened(command.ThingId);
            return;
        }

        string? secret = null;
        if (command.Secret is { } sealedSecret && !seal.TryOpen(sealedSecret, command.ThingId, out secret))
        {
            logger.PasswordCannotBeOpened(command.ThingId);
            return;
        }

        using var parameters = JsonDocument.Parse(command.ParametersJson);
        var speaker = new Hj212Speaker(command.Mn, command.St!, command.VersionBits, password);
        var message = new FieldAnswer(
            command.Topic, CommandEncoder.Write(speaker, command.Qn, command.Cn, parameters.RootElement, secret, Clock.GetUtcNow()));
        var isTaken = downlinks.Has(command.Topic) ? downlinks.TrySend(message) : broker.TryAnswer(message);
        logger.CommandSent(command.Cn, command.Mn, command.Attempts + 1, isTaken);
    }
}
