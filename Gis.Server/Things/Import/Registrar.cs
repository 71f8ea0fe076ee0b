using System.Text.Json;
using Gis.Server.Access.Devices;
using Gis.Server.Rules;
using Npgsql;

namespace Gis.Server.Things.Import;

/// <summary>Registers things, units and device users: everything is checked first, then all of it is stored in one transaction, or nothing.</summary>
internal sealed class Registrar(NpgsqlDataSource store, TimeProvider clock, IConfiguration configuration)
{
    public async Task<RegistrationOutcome> RegisterAsync(
        IReadOnlyList<RegistrationRow> rows, string[]? roots, long? accountId, string actor, CancellationToken cancellationToken)
    {
        var context = await new RegistrationContextReader(store).ReadAsync(rows, roots, cancellationToken);
        var (registration, faults) = RegistrationCheck.Check(rows, context);
        if (faults.Count > 0)
        {
            return new RegistrationOutcome(Registered: null, faults);
        }

        var (registered, added) = await StoreAsync(registration, accountId, actor, cancellationToken);
        // A new datastream gives its device a new right.
        if (registration.DeviceUsers.Count + registration.Things.Count + registration.Additions.Count > 0)
        {
            await BrokerUsers.RefreshAsync(store, configuration, cancellationToken);
        }

        return new RegistrationOutcome(registered, []) { DatastreamsAdded = added };
    }

    private async Task<(Registered Registered, int DatastreamsAdded)> StoreAsync(Registration registration, long? accountId, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await CommandTransaction.BeginAsync(store, cancellationToken);
        await transaction.LockAsync(ActLock.Registration, 0, cancellationToken);
        var things = new List<RegisteredItem>();
        var datastreamsAdded = 0;
        foreach (var thing in registration.Things)
        {
            var (item, added) = await ThingWriter.WriteAsync(transaction, thing, clock.GetUtcNow(), cancellationToken);
            things.Add(item);
            datastreamsAdded += item.Created ? 0 : added;
        }

        foreach (var (thing, item) in registration.Things.Zip(things).Where(pair => pair.First.Kind == "camera"))
        {
            await ThingWriter.WriteWatchesAsync(transaction, item.Id, thing.Watches, cancellationToken);
        }

        var areas = registration.Things.Select(thing => thing.AreaCode).ToHashSet();
        foreach (var addition in registration.Additions)
        {
            datastreamsAdded += await ThingWriter.AddAsync(transaction, addition, cancellationToken);
            things.Add(new RegisteredItem(addition.ThingId, addition.AliasScheme, addition.Alias, Created: false));
            areas.Add((await transaction.ScalarAsync<string>("SELECT area_code FROM thing WHERE id = $1", cancellationToken, addition.ThingId))!);
        }

        var units = new List<RegisteredItem>();
        foreach (var unit in registration.Units)
        {
            units.Add(await UnitWriter.WriteAsync(transaction, unit, cancellationToken));
        }

        foreach (var user in registration.DeviceUsers.Where(user => user.Password is not null))
        {
            await DeviceCredentials.SetAsync(transaction, user.UserName, user.Password!, cancellationToken);
        }

        RegisteredItem[] all = [.. things, .. units];
        var registered = new Registered(things, units, all.Count(item => item.Created), all.Count(item => !item.Created));
        transaction.Audit(new AuditEntry(accountId, actor, "thing.register", "registration", $"{clock.GetUtcNow():yyyyMMddHHmmssfff}", AreaCode: null, Details(registered, datastreamsAdded, registration)));
        await transaction.CommitAsync(cancellationToken, [.. Events(registration, things, areas, units)]);
        return (registered, datastreamsAdded);
    }

    private static IEnumerable<LiveEntry> Events(Registration registration, List<RegisteredItem> things, HashSet<string> areas, List<RegisteredItem> units)
    {
        if (things.Count > 0)
        {
            yield return new LiveEntry("thing", [.. things.Select(item => item.Id).Distinct()], [.. areas]);
        }

        if (units.Count > 0)
        {
            yield return new LiveEntry("unit", [.. units.Select(item => item.Id)], [.. registration.Units.Select(unit => unit.AreaCode).Distinct()]);
        }
    }

    private static string Details(Registered registered, int datastreamsAdded, Registration registration) => JsonSerializer.Serialize(new
    {
        things = registered.Things.Select(item => item.Id),
        units = registered.Units.Select(item => item.Id),
        registered.Created,
        registered.Updated,
        datastreamsAdded,
        deviceUsers = registration.DeviceUsers.Where(user => user.Password is not null).Select(user => user.UserName),
    }, JsonSerializerOptions.Web);
}
