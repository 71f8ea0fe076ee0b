using System.IO.Pipelines;
using System.Net;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gis.Ingest.Mqtt.Endpoint;

/// <summary>Reads a newcomer's CONNECT and lets it in or tells it why not; what is not told here is nobody's business.</summary>
internal sealed class DeviceReception(EndpointContext context, DeviceGate gate, DeviceDirectory directory, ClientClaims claims, ILogger logger)
{
    private readonly FailedEntries _failed = new(context.Clock);

    /// <summary>The device, entered in the directory and told so; null when it was refused or left.</summary>
    /// <param name="pipe">The newcomer's bytes.</param>
    /// <param name="remote">Where it calls from.</param>
    /// <param name="certified">The name in its certificate, where it has shown one.</param>
    /// <param name="cancellationToken">The time for it is over.</param>
    public async Task<(DeviceConnection Device, string Hash)?> ReceiveAsync(
        IDuplexPipe pipe, IPAddress remote, string? certified, CancellationToken cancellationToken)
    {
        var output = new DeviceOutput(pipe.Output);
        ConnectRequest? request = null;
        try
        {
            request = await ReadConnectAsync(pipe.Input, cancellationToken);
            return request is null ? null : await AdmitAsync(request, pipe, output, remote, certified, cancellationToken);
        }
        catch (MqttProtocolException refused)
        {
            logger.DeviceRefused(remote, request?.User, refused.Message);
            // Bytes that are no CONNECT get no answer: whoever sent them does not speak MQTT.
            if (request is not null || refused.Reason == MqttReason.UnsupportedVersion)
            {
                output.TryAppend(DevicePackets.Refuse(request?.Level ?? MqttLevel.V311, refused.Reason, refused.Message));
                await output.FlushAsync(cancellationToken);
            }

            return null;
        }
    }

    private static async Task<ConnectRequest?> ReadConnectAsync(PipeReader input, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (!buffer.IsEmpty && buffer.FirstSpan[0] != (byte)MqttPacketType.Connect << 4)
            {
                throw new MqttProtocolException(MqttReason.ProtocolError, "The first packet must be CONNECT.");
            }

            if (MqttFrame.TryCut(ref buffer, EndpointContext.MostConnectBytes, out _, out var body))
            {
                var request = ReadRequest(body);
                input.AdvanceTo(buffer.Start);
                return request;
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static ConnectRequest ReadRequest(System.Buffers.ReadOnlySequence<byte> body)
    {
        var reader = new MqttReader(body.IsSingleSegment ? body.FirstSpan : System.Buffers.BuffersExtensions.ToArray(body));
        return ConnectRequest.Read(ref reader);
    }

    private async Task<(DeviceConnection, string)?> AdmitAsync(
        ConnectRequest request, IDuplexPipe pipe, DeviceOutput output, IPAddress remote, string? certified, CancellationToken cancellationToken)
    {
        if (request.Properties.HasAuthentication)
        {
            throw new MqttProtocolException(MqttReason.BadAuthenticationMethod, "A user name with its password, or a certificate, is what is asked for.");
        }

        if (request is { Level: MqttLevel.V311, ClientId: "", CleanStart: false })
        {
            throw new MqttProtocolException(MqttReason.ClientIdentifierNotValid, "A client without an identifier must ask for a clean session.");
        }

        if (request.ClientId.Length > 256)
        {
            throw new MqttProtocolException(MqttReason.ClientIdentifierNotValid, "A client identifier has at most 256 characters.");
        }

        var (user, hash) = await IdentifyAsync(request, remote, certified, cancellationToken);
        if (request.Will is { } will && !new DeviceRights(user).MaySay(will.Topic))
        {
            throw new MqttProtocolException(MqttReason.NotAuthorized, "The will's topic must be one that the device may publish to.");
        }

        var assigned = request.ClientId.Length == 0 ? $"auto-{Guid.NewGuid():N}" : null;
        var device = new DeviceConnection(context, request, user, assigned ?? request.ClientId, pipe, output);
        if (!directory.TryEnter(device))
        {
            throw new MqttProtocolException(MqttReason.QuotaExceeded, $"{user} has {context.Options.MostConnectionsPerUser} connections already.");
        }

        if (assigned is null)
        {
            await ClaimAsync(device, cancellationToken);
        }

        output.TryAppend(DevicePackets.Accept(request, context.Options, EndpointContext.MostPacketBytes, assigned));
        return (device, hash);
    }

    /// <summary>An identifier that we drew is nobody else's; one that the device brought may stand at another ingest.</summary>
    private async Task ClaimAsync(DeviceConnection device, CancellationToken cancellationToken)
    {
        var isClaimed = false;
        try
        {
            isClaimed = await AskAsync(async () =>
            {
                await claims.ClaimAsync(device, cancellationToken);
                return true;
            });
        }
        finally
        {
            if (!isClaimed)
            {
                directory.Leave(device);
                claims.Leave(device);
            }
        }
    }

    private async Task<(string User, string Hash)> IdentifyAsync(
        ConnectRequest request, IPAddress remote, string? certified, CancellationToken cancellationToken)
    {
        if (certified is not null && (request.User is null || request.User == certified))
        {
            var known = await AskAsync(() => gate.HashesAsync([certified], cancellationToken));
            return known.TryGetValue(certified, out var registered)
                ? (certified, registered)
                : throw new MqttProtocolException(MqttReason.NotAuthorized, $"No device is registered as {certified}.");
        }

        if (_failed.MustWait(remote))
        {
            throw new MqttProtocolException(MqttReason.ConnectionRateExceeded, "Too many wrong passwords came from this address; wait a minute.");
        }

        if (request is { User: { } user, Password: { } password } && await AskAsync(() => gate.AdmitAsync(user, password, cancellationToken)) is { } hash)
        {
            return (user, hash);
        }

        _failed.Add(remote);
        throw new MqttProtocolException(MqttReason.BadUserNameOrPassword, "User name or password is wrong; nobody enters without.");
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> askAsync)
    {
        try
        {
            return await askAsync();
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            throw new MqttProtocolException(MqttReason.ServerUnavailable, "Nobody can be let in while the store is away; try again.");
        }
    }
}
