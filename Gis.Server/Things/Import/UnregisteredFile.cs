using System.Globalization;
using System.Text;
using Gis.Ingest;
using Gis.Server.ReadModel;
using Npgsql;

namespace Gis.Server.Things.Import;

/// <summary>
/// Writes the registration of things that a recording names and nobody has registered, as far as the recording tells; the rest is for a person to fill in.
/// Of things that are registered it names the datastreams that they lack, and nothing else.
/// </summary>
internal static class UnregisteredFile
{
    private static readonly string[] Columns =
    [
        RegistrationColumns.Kind, RegistrationColumns.NameZh, RegistrationColumns.Area, RegistrationColumns.Lon, RegistrationColumns.Lat,
        RegistrationColumns.AliasScheme, RegistrationColumns.Alias, RegistrationColumns.Frigate, RegistrationColumns.Property, RegistrationColumns.Statistic,
        RegistrationColumns.PeriodS, RegistrationColumns.Unit, RegistrationColumns.IntervalS,
    ];

    /// <summary>Writes the file and tells what is in it.</summary>
    /// <param name="path">Where to; a file that is there is replaced.</param>
    /// <param name="things">What the recording tells of them.</param>
    /// <param name="lacking">Registered things, with the datastreams that they lack.</param>
    /// <param name="area">The area of things whose place the tree does not know by name; null leaves out those that name one.</param>
    /// <param name="kind">What things are that do not say so.</param>
    /// <param name="store">Holds the area tree.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> WriteAsync(
        string path, IReadOnlyList<UnregisteredThing> things, IReadOnlyList<LackingThing> lacking, string? area, string? kind, NpgsqlDataSource store,
        CancellationToken cancellationToken)
    {
        var areas = await AreasAsync(store, cancellationToken);
        var text = new StringBuilder().AppendLine(string.Join(',', Columns));
        var (written, elsewhere, incomplete) = (0, 0, 0);
        foreach (var thing in things.Where(thing => thing.Scheme != "datastream"))
        {
            var code = areas.GetValueOrDefault(thing.AreaName) ?? area;
            if (code is null && thing.AreaName.Length > 0)
            {
                elsewhere++;
                continue;
            }

            var what = thing.Kind.Length > 0 ? thing.Kind : KindOf(thing.Scheme) ?? kind ?? "";
            incomplete += what.Length == 0 || code is null || thing.Lon is null ? 1 : 0;
            Write(text, thing, what, code ?? "");
            written++;
        }

        foreach (var thing in lacking)
        {
            Write(text, ["", "", "", "", "", thing.Scheme, thing.Code, ""], thing.Streams);
        }

        await File.WriteAllTextAsync(path, text.ToString(), new UTF8Encoding(false), cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"Wrote {written:N0} things to {path}.")
            + (lacking.Count > 0
                ? string.Create(CultureInfo.InvariantCulture, $" {lacking.Sum(thing => thing.Streams.Count):N0} datastreams that {lacking.Count:N0} registered things lack are in it too.") : "")
            + (elsewhere > 0 ? string.Create(CultureInfo.InvariantCulture, $" {elsewhere:N0} lie in no area of this system and were left out; --area CODE registers them there.") : "")
            + (incomplete > 0 ? string.Create(CultureInfo.InvariantCulture, $" Of {incomplete:N0} the kind, area or place is for you to fill in.") : "");
    }

    private static void Write(StringBuilder text, UnregisteredThing thing, string kind, string area)
    {
        var isFrigate = thing.Scheme == AliasCheck.Frigate;
        string[] own =
        [
            kind, thing.Name.Length > 0 ? thing.Name : thing.Code, area, Number(thing.Lon), Number(thing.Lat),
            isFrigate ? "camera" : thing.Scheme == "unit" ? "" : thing.Scheme, thing.Code, isFrigate ? thing.Code : "",
        ];
        Write(text, own, thing.Streams);
    }

    private static void Write(StringBuilder text, string[] own, IReadOnlyList<(string Property, int PeriodS, string? Unit)> streams)
    {
        foreach (var (property, periodS, unit) in streams.DefaultIfEmpty(("", 0, null)))
        {
            string[] stream = property.Length == 0 ? ["", "", "", "", ""]
                : periodS == 0 ? [property, "instant", "", unit ?? "", ""]
                : [property, "period", Whole(periodS), unit ?? "", Whole(periodS)];
            text.AppendLine(string.Join(',', own.Concat(stream).Select(Quoted)));
        }
    }

    private static string? KindOf(string scheme) => scheme switch
    {
        "meter" or "dev_eui" => "water_meter",
        "camera" or "frigate" => "camera",
        "unit" => "unit",
        _ => null,
    };

    /// <summary>Areas by their Chinese name, where one alone is called so.</summary>
    private static async Task<Dictionary<string, string>> AreasAsync(NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        await using var command = store.CreateCommand("SELECT name_zh, min(code) FROM area WHERE valid_to IS NULL GROUP BY name_zh HAVING count(*) = 1");
        var areas = await command.ListAsync(row => (row.GetString(0), row.GetString(1)), cancellationToken);
        return areas.ToDictionary(one => one.Item1, one => one.Item2);
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Number(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
