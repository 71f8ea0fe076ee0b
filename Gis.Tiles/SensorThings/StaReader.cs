using System.Globalization;
using Gis.Tiles.Layers;
using Gis.Tiles.SensorThings.Query;
using Npgsql;

namespace Gis.Tiles.SensorThings;

/// <summary>
/// Reads entities and those inside them, level by level: one statement a level however many parents there are, all of one request on one snapshot of the store.
/// </summary>
internal sealed class StaReader(NpgsqlConnection connection, StaScope scope, TilesOptions options)
{
    /// <summary>Rows of one level, over all its parents.</summary>
    private const int MostRows = 10_000;

    private static readonly StaKey NoParent = new(null, null, null);

    /// <summary>How far back the newest values of many streams are looked for at first, before what is older is looked at too.</summary>
    private static readonly TimeSpan[] Windows = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)];

    public async Task<StaPage> ReadAsync(StaSetAddress set, StaOptions asked, CancellationToken cancellationToken) =>
        (await ReadAsync(set.Entity, set.Relation, [set.Parent ?? NoParent], set.Key, asked, cancellationToken))[0];

    private async Task<StaPage[]> ReadAsync(
        StaEntity entity, StaNavigation? relation, IReadOnlyList<StaKey> parents, StaKey? key, StaOptions asked, CancellationToken cancellationToken)
    {
        var selection = new StaSelection(entity, relation, key, asked, scope);
        var isOne = key is not null || relation is { IsMany: false };
        var most = isOne ? 1 : Math.Min(asked.Top, Math.Max(1, MostRows / parents.Count));
        var take = isOne || selection.IsNewestOnly ? 1 : most + 1;
        StaProperty[] properties = [.. entity.Properties.Where(property => asked.Selects(property.Name))];

        var found = await RowsAsync(selection, parents, take, properties, relation is null && key is null, asked, cancellationToken);
        var counts = asked.Count && !isOne ? await CountAsync(selection, parents, cancellationToken) : null;
        var pages = new StaPage[parents.Count];
        for (var i = 0; i < pages.Length; i++)
        {
            var items = found[i];
            var hasMore = !isOne && most > 0 && (items.Count > most || (selection.IsNewestOnly && items.Count == most));
            pages[i] = new StaPage(items.Count > most ? items[..most] : items, hasMore, counts?[i]);
        }

        await ExpandAsync(pages, asked.Expand, cancellationToken);
        return pages;
    }

    private async Task ExpandAsync(StaPage[] pages, IReadOnlyList<Expansion> expansions, CancellationToken cancellationToken)
    {
        StaItem[] items = [.. pages.SelectMany(page => page.Items)];
        if (items.Length == 0)
        {
            return;
        }

        foreach (var expansion in expansions)
        {
            var navigation = expansion.Navigation;
            var inside = await ReadAsync(navigation.Entity, navigation, [.. items.Select(item => item.Key)], null, expansion.Options, cancellationToken);
            for (var i = 0; i < items.Length; i++)
            {
                items[i].Expanded[navigation.Name] = inside[i];
            }
        }
    }

    private async Task<List<StaItem>[]> RowsAsync(
        StaSelection selection, IReadOnlyList<StaKey> parents, int take, StaProperty[] properties, bool isAll, StaOptions asked, CancellationToken cancellationToken)
    {
        if (isAll && asked.Order is [{ IsDescending: true, Reference.Name: "phenomenonTime" }, ..] && await NewestAsync(selection, parents, asked, cancellationToken) is { } newest)
        {
            foreach (var window in Windows.Where(window => newest - DateTimeOffset.MinValue > window))
            {
                var near = await RowsAsync(selection, selection.PageSql(take, properties, newest - window), parents, properties.Length, cancellationToken);
                if (near[0].Count == take && asked.Skip == 0)
                {
                    return near;
                }
            }
        }

        return await RowsAsync(selection, selection.PageSql(take, properties), parents, properties.Length, cancellationToken);
    }

    private async Task<DateTimeOffset?> NewestAsync(StaSelection selection, IReadOnlyList<StaKey> parents, StaOptions asked, CancellationToken cancellationToken)
    {
        if (asked.After is { } after)
        {
            return DateTimeOffset.TryParse(after.Values[0], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var end) ? end : null;
        }

        await using var command = Command(selection.NewestSql(), selection, parents);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    private async Task<List<StaItem>[]> RowsAsync(StaSelection selection, string sql, IReadOnlyList<StaKey> parents, int properties, CancellationToken cancellationToken)
    {
        var found = new List<StaItem>[parents.Count];
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = [];
        }

        await using var command = Command(sql, selection, parents);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        const int firstSort = 4;
        while (await row.ReadAsync(cancellationToken))
        {
            var key = new StaKey(row.IsDBNull(1) ? null : row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.IsDBNull(3) ? null : row.GetString(3));
            found[row.GetInt64(0) - 1].Add(new StaItem(key, Texts(row, firstSort, selection.SortColumns), Texts(row, firstSort + selection.SortColumns, properties)));
        }

        return found;
    }

    /// <summary>Null where counting takes longer than it is worth; the page is given all the same.</summary>
    private async Task<long?[]?> CountAsync(StaSelection selection, IReadOnlyList<StaKey> parents, CancellationToken cancellationToken)
    {
        await using (var patience = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SAVEPOINT counting; SET LOCAL statement_timeout = {(int)options.CountPatience.TotalMilliseconds}"), connection))
        {
            await patience.ExecuteNonQueryAsync(cancellationToken);
        }

        long?[]? counts = new long?[parents.Count];
        try
        {
            await using var command = Command(selection.CountSql(), selection, parents);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                counts[row.GetInt64(0) - 1] = row.GetInt64(1);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            counts = null;
        }

        await using var back = new NpgsqlCommand("ROLLBACK TO SAVEPOINT counting", connection);
        await back.ExecuteNonQueryAsync(cancellationToken);
        return counts;
    }

    private NpgsqlCommand Command(string sql, StaSelection selection, IReadOnlyList<StaKey> parents)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)Math.Ceiling(options.SensorThingsTimeout.TotalSeconds) };
        command.Parameters.Add(new NpgsqlParameter<long?[]> { TypedValue = [.. parents.Select(parent => parent.Number)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?[]> { TypedValue = [.. parents.Select(parent => parent.At)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. parents.Select(parent => parent.Code)] });
        foreach (var parameter in selection.Parameters.All)
        {
            command.Parameters.Add(parameter.Clone());
        }

        return command;
    }

    private static string?[] Texts(NpgsqlDataReader row, int first, int count)
    {
        var texts = new string?[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = row.IsDBNull(first + i) ? null : row.GetString(first + i);
        }

        return texts;
    }
}
