using System.Globalization;
using System.Text.Json;
using Gis.Ingest;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Deliveries;

/// <summary>Asks devices for what is missing. What is asked already and waited for is not asked again.</summary>
internal sealed class GapDesk(NpgsqlDataSource store, TimeProvider clock)
{
    /// <param name="thing">The thing, found within the areas in which the caller may act.</param>
    /// <param name="span">Where to look for gaps.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="attempts">Leaves out what was asked so often in vain.</param>
    /// <param name="cancellationToken">Gives up; nothing is asked then.</param>
    public async Task<Result<GapsAsked>> RequestAsync(
        GapThing thing, DeliverySpan span, GapAsker by, int attempts, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Device, thing.Id, cancellationToken);
        var standing = await GapReader.ReadAsync(transaction.Connection, thing.Id, span, now, cancellationToken);
        var planned = standing.Plan(attempts);
        if (planned.Fact is not { } plan)
        {
            return planned.Refusal!;
        }

        var asked = new List<GapAsked>();
        foreach (var ask in plan.Asks)
        {
            var wish = WishOf(ask, now);
            var id = await DeviceCommands.InsertAsync(
                transaction, new DeviceCommandTarget(thing.Id, standing.Mn!), wish, by.AccountId, now, cancellationToken);
            asked.Add(new GapAsked(id, ask.Cn, ask.From, ask.To, ask.Missing));
        }

        transaction.Audit(new AuditEntry(
            by.AccountId, by.Name, "device.request_gaps", "thing", thing.Id.ToString(CultureInfo.InvariantCulture), thing.AreaCode,
            JsonSerializer.Serialize(new { mn = standing.Mn, requests = asked }, JsonSerializerOptions.Web)));
        await transaction.CommitAsync(cancellationToken, new LiveEntry("device", [thing.Id], [thing.AreaCode]));
        return new GapsAsked(asked);
    }

    private static DeviceCommandWish WishOf(GapAsk ask, DateTimeOffset now)
    {
        var parameters = JsonSerializer.SerializeToElement(new { beginTime = ask.From, endTime = ask.To - GapRules.Tick });
        return DeviceCommandBook.TryRead(ask.Cn, parameters, now, out var wish, out var fault)
            ? wish
            : throw new InvalidOperationException($"A request that follows from gaps was refused: {fault.Parameter} is {fault.Accepted}.");
    }
}
