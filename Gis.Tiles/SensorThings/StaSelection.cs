using System.Globalization;
using Gis.Tiles.Filters;
using Gis.Tiles.Layers;
using Gis.Tiles.SensorThings.Query;

namespace Gis.Tiles.SensorThings;

/// <summary>
/// The SQL of one read: of each parent p (id, at, code, ord) the entities related to it that the caller may see and asks for, a page of each parent's. Without
/// a relation there is one parent, and the entities are all.
/// </summary>
internal sealed class StaSelection
{
    private const string Parents = "unnest($1::bigint[], $2::timestamptz[], $3::text[]) WITH ORDINALITY p(id, at, code, ord)";

    private static readonly Dictionary<string, string> KeyTypes = new() { ["id"] = "bigint", ["at"] = "timestamptz", ["code"] = "text" };

    private readonly StaEntity _entity;
    private readonly StaNavigation? _relation;
    private readonly StaOptions _options;
    private readonly string _scope;
    private readonly string _condition;

    /// <summary>What of it is about the stream of an observation: asked once a stream, not once a value.</summary>
    private readonly string _streamCondition;
    private readonly List<SortColumn> _sort = [];

    public StaSelection(StaEntity entity, StaNavigation? relation, StaKey? key, StaOptions options, StaScope scope)
    {
        (_entity, _relation, _options) = (entity, relation, options);
        var (register, values) = scope.Sql(Parameters);
        string ScopeOf(StaEntity of) => of.Scope switch { StaScopeKind.Register => register, StaScopeKind.Values => values, _ => "true" };
        _scope = ScopeOf(entity);
        var compiler = new ODataCompiler(Parameters, ScopeOf);
        var row = new StaRow(entity, "f", "", null);
        foreach (var order in options.Order)
        {
            var (sql, property) = compiler.Order(order.Reference, row);
            _sort.Add(new SortColumn(property.Type == "text" ? $"({sql}) COLLATE \"C\"" : sql, property.Type, order.IsDescending, property.IsNeverNull));
        }

        // The key decides among equals; it goes the way of what it follows, so that an index gives both.
        var isDescending = options.Order is [.., { IsDescending: true }];
        _sort.AddRange(entity.KeyColumns.Select(column => new SortColumn(column == "code" ? "f.code COLLATE \"C\"" : $"f.{column}", KeyTypes[column], isDescending, IsNeverNull: true)));
        var parts = StaBounds.PartsOf(options.Filter).ToLookup(part => entity.IsObservation && StaBounds.IsOfStream(part));
        _condition = $"{KeySql(key)}{string.Concat(parts[false].Select(part => $" AND {compiler.Condition(part, row)}"))}";
        _streamCondition = (entity.IsObservation && key is { Number: { } stream } ? $" AND s.id = {Parameters.Add(stream)}" : "")
            + string.Concat(parts[true].Select(part => $" AND {compiler.Condition(part, row with { Alias = "s" })}"));
    }

    /// <summary>They come after the three arrays of the parents' keys.</summary>
    public SqlParameters Parameters { get; } = new(3);

    public int SortColumns => _sort.Count;

    /// <summary>The newest value of each stream, which is known without looking at the others: whether there are older ones is not asked.</summary>
    public bool IsNewestOnly => _options is { IsNewestFirst: true, Top: 1 } && _entity.IsObservation && _relation?.Sql == "{f}.id = {p}.id";

    /// <param name="take">Rows of each parent at most.</param>
    /// <param name="properties">What is given of each, as JSON.</param>
    /// <param name="since">Observations before this are not looked at; null for all.</param>
    /// <returns>ord, id, at, code, the values sorted by as text, the properties as JSON</returns>
    public string PageSql(int take, IReadOnlyList<StaProperty> properties, DateTimeOffset? since = null)
    {
        var sorted = _sort.Select((column, i) => $", {column.Sql} AS o{Index(i)}");
        var given = properties.Select((property, i) => $", ({property.JsonSqlOf("f")})::text AS j{Index(i)}");
        var columns = $"f.id, f.at, f.code{string.Concat(sorted)}{string.Concat(given)}";
        var skip = _options.After is null ? _options.Skip : 0;
        var page = _entity.IsObservation
            ? ObservationPage(columns, take, skip, since)
            : $"SELECT {columns} FROM ({_entity.Source}) f WHERE {Related("f")}{Scoped("f")}{_condition}{AfterSql(0)} ORDER BY {OrderSql(column => column.Sql)} {Limit(take, skip)}";
        return $"SELECT p.ord, q.id, q.at, q.code{string.Concat(_sort.Select((_, i) => $", q.o{Index(i)}::text"))}{string.Concat(properties.Select((_, i) => $", q.j{Index(i)}"))} "
            + $"FROM {Parents} CROSS JOIN LATERAL ({page}) q";
    }

    /// <returns>ord and how many there are in all</returns>
    public string CountSql()
    {
        string Of(string values) => $"(SELECT count(*) FROM ({StaModel.Streams}) s CROSS JOIN LATERAL ({values}) f WHERE {Related("s")}{Scoped("s")}{_streamCondition}{_condition})";
        var count = _entity.IsObservation
            ? $"{Of(StaModel.Instants)} + {Of(StaModel.Periods)}"
            : $"(SELECT count(*) FROM ({_entity.Source}) f WHERE {Related("f")}{Scoped("f")}{_condition})";
        return $"SELECT p.ord, {count} FROM {Parents}";
    }

    /// <summary>The newest moment at which a value of the streams asked for is known.</summary>
    public string NewestSql() =>
        $"SELECT max(l.phenomenon_time) FROM ({StaModel.Streams}) s JOIN latest_observation l ON l.datastream_id = s.id WHERE {Scoped("s")[5..]}";

    /// <summary>Stream by stream, so that each is read by its key as far as the page goes; the streams' pages are one page then.</summary>
    private string ObservationPage(string columns, int take, int skip, DateTimeOffset? since)
    {
        var bound = _options.Order.Count > 0 ? AfterSql(0) : KeyAfterSql();
        var newest = IsNewestOnly
            ? " AND f.at >= coalesce((SELECT l.phenomenon_time FROM latest_observation l WHERE l.datastream_id = s.id), '-infinity')"
            : "";
        var window = since is { } moment ? $" AND f.at >= {Parameters.Add(moment)}" : "";
        var rest = $"WHERE true{_condition}{bound}{newest}{window} ORDER BY {OrderSql(column => column.Sql)} LIMIT {Index(take + skip)}";
        var first = _options.Order.Count == 0 && _options.After is { } after ? $" AND s.id >= {Parameters.Add(after.Values[0])}::text::bigint" : "";

        // In the order of the key the streams come one after the other, and those behind a full page are not looked at.
        return $"SELECT f.* FROM (SELECT s.* FROM ({StaModel.Streams}) s WHERE {Related("s")}{Scoped("s")}{_streamCondition}{first} ORDER BY s.id) s CROSS JOIN LATERAL ("
            + $"(SELECT {columns} FROM ({StaModel.Instants}) f {rest}) UNION ALL (SELECT {columns} FROM ({StaModel.Periods}) f {rest})) f "
            + $"ORDER BY {OrderSql((_, i) => i == 0 && _options.Order.Count == 0 ? "s.id" : $"f.o{Index(i)}")} {Limit(take, skip)}";
    }

    /// <summary>Behind the end of the page before in the order of the key: in the stream where it ended only what is later.</summary>
    private string KeyAfterSql() => _options.After is { } after
        ? $" AND f.at > CASE WHEN s.id = {Parameters.Add(after.Values[0])}::text::bigint THEN {Parameters.Add(after.Values[1])}::text::timestamptz ELSE '-infinity' END"
        : "";

    /// <summary>Behind the end of the page before: in the first value, or equal in it and behind in the next.</summary>
    private string AfterSql(int from)
    {
        if (_options.After is not { } after)
        {
            return "";
        }

        var behind = "false";
        for (var i = _sort.Count - 1; i >= from; i--)
        {
            var value = after.Values[i] is { } text ? $"{Parameters.Add(text)}::text::{_sort[i].Type}" : null;
            behind = $"({_sort[i].BehindSql(value)} OR ({_sort[i].SameSql(value)} AND {behind}))";
        }

        var bound = _sort[from].IsNeverNull ? $" AND {_sort[from].NotBeforeSql($"{Parameters.Add(after.Values[from])}::text::{_sort[from].Type}")}" : "";
        return $"{bound} AND {behind}";
    }

    private string Related(string alias) => _relation?.SqlOf("p", alias) ?? "true";

    private string Scoped(string alias) => $" AND {_scope.Replace("{f}", alias, StringComparison.Ordinal)}";

    private string KeySql(StaKey? key) => key switch
    {
        null => "",
        { Code: { } code } => $" AND f.code = {Parameters.Add(code)}::text",
        { At: { } at, Number: var of } => $" AND f.id = {Parameters.Add(of!.Value)} AND f.at = {Parameters.Add(at)}",
        { Number: var number } => $" AND f.id = {Parameters.Add(number!.Value)}",
    };

    private string OrderSql(Func<SortColumn, string> of) => OrderSql((column, _) => of(column));

    private string OrderSql(Func<SortColumn, int, string> of) =>
        string.Join(", ", _sort.Select((column, i) => $"{of(column, i)} {(column.IsDescending ? "DESC" : "ASC")}{(column.IsNeverNull ? "" : " NULLS LAST")}"));

    private static string Limit(int take, int skip) => string.Create(CultureInfo.InvariantCulture, $"OFFSET {skip} LIMIT {take}");

    private static string Index(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One part of the order, with its type in the store.</summary>
    private sealed record SortColumn(string Sql, string Type, bool IsDescending, bool IsNeverNull)
    {
        private char Sign => IsDescending ? '<' : '>';

        public string BehindSql(string? value) => value is null ? "false" : IsNeverNull ? $"{Sql} {Sign} {value}" : $"({Sql} {Sign} {value} OR {Sql} IS NULL)";

        public string SameSql(string? value) => value is null ? $"{Sql} IS NULL" : $"{Sql} = {value}";

        public string NotBeforeSql(string value) => $"{Sql} {Sign}= {value}";
    }
}
