using System.Globalization;
using Gis.Tiles.Filters;
using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.SensorThings.Query;

/// <summary>Reads the query options of SensorThings (OGC 18-088, 9.3), those in the address and those in the brackets of $expand.</summary>
internal sealed class StaOptionsParser
{
    private const int MostOrderKeys = 5;
    private const int MostExpansions = 12;
    private const int MostLevels = 5;

    private static readonly string[] Known = ["$filter", "$select", "$expand", "$orderby", "$top", "$skip", "$count", "$skiptoken", "$resultFormat"];

    private int _expansions;

    public static StaOptions? TryParse(IQueryCollection query, StaEntity entity, bool isSet, out Refusal? why)
    {
        var options = new List<(string, string)>();
        foreach (var (name, values) in query)
        {
            var option = name == "resultFormat" ? "$resultFormat" : name;
            why = !Known.Contains(option) ? Unknown(name) : values.Count != 1 ? Refusal.BadParameter(name, "accepted-one-value") : null;
            if (why is not null)
            {
                return null;
            }

            options.Add((option, values.ToString()));
        }

        return new StaOptionsParser().Read(options, entity, isSet, level: 0, out why);
    }

    /// <summary>An option of OData that is not served is told apart from a typing error (9.3.1).</summary>
    private static Refusal Unknown(string name) => Refusal.BadParameter(name, string.Join(", ", Known)) with
    {
        Status = name.StartsWith('$') ? StatusCodes.Status501NotImplemented : StatusCodes.Status400BadRequest,
    };

    private StaOptions? Read(IReadOnlyList<(string Name, string Value)> written, StaEntity entity, bool isSet, int level, out Refusal? why)
    {
        var options = new StaOptions { Written = string.Join('&', written.Where(option => option.Name is not ("$skip" or "$skiptoken")).Select(option => $"{option.Name}={Uri.EscapeDataString(option.Value)}")) };
        why = null;
        foreach (var (name, value) in written)
        {
            var refusal = isSet || name is "$select" or "$expand" ? null : Refusal.BadParameter(name, "$select, $expand");
            var read = refusal is not null ? null : name switch
            {
                "$filter" => Filter(options, value, out refusal),
                "$select" => Select(options, value, entity),
                "$expand" => Expand(options, value, entity, level, out refusal),
                "$orderby" => Order(options, value),
                "$top" => Whole(value, StaOptions.MostTop) is { } top ? options with { Top = top } : null,
                "$skip" => Whole(value, int.MaxValue) is { } skip and <= StaOptions.MostSkip ? options with { Skip = skip } : null,
                "$count" => value is "true" or "false" ? options with { Count = value == "true" } : null,
                "$resultFormat" => value == "dataArray" && entity.IsObservation && level == 0 ? options with { IsDataArray = true } : null,
                _ => options,
            };
            if (read is null)
            {
                why = refusal ?? Refusal.BadParameter(name, name == "$select" ? entity.Names : Accepted(name));
                return null;
            }

            options = read;
        }

        if (written.FirstOrDefault(option => option.Name == "$skiptoken") is { Value: { } token })
        {
            if (SkipToken.TryParse(token, entity, options.Order) is not { } after)
            {
                why = Refusal.BadParameter("$skiptoken", "accepted-sta-skiptoken");
                return null;
            }

            options = options with { After = after };
        }

        return options;
    }

    private static StaOptions? Filter(StaOptions options, string text, out Refusal? why)
    {
        why = null;
        try
        {
            return options with { Filter = ODataParser.Parse(text) };
        }
        catch (FilterFault fault)
        {
            why = Refusal.BadFilter(fault.Place, fault.Accepted) with { Parameter = "$filter" };
            return null;
        }
    }

    private static StaOptions? Select(StaOptions options, string text, StaEntity entity)
    {
        string[] names = [.. text.Split(',').Select(name => name.Trim() is "@iot.id" ? "id" : name.Trim())];
        return names.All(name => name is "*" || entity.Property(name) is not null || entity.Navigation(name) is not null)
            ? options with { Select = names.Contains("*") ? null : names }
            : null;
    }

    private static StaOptions? Order(StaOptions options, string text)
    {
        var keys = new List<OrderKey>();
        foreach (var part in text.Split(','))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is not ([_] or [_, "asc" or "desc"]) || keys.Count == MostOrderKeys || keys.Exists(key => key.Reference.Name == words[0]))
            {
                return null;
            }

            keys.Add(new OrderKey(new PropertyReference(words[0] == "@iot.id" ? "id" : words[0], ""), words is [_, "desc"]));
        }

        return options with { Order = keys };
    }

    /// <summary>Paths and, in brackets, options of what they lead to: <c>Datastreams($top=1;$expand=Observations),Locations</c>.</summary>
    private StaOptions? Expand(StaOptions options, string text, StaEntity entity, int level, out Refusal? why)
    {
        why = null;
        if (level == MostLevels || OptionText.Split(text, ',') is not { } items)
        {
            return null;
        }

        var expansions = options.Expand.ToList();
        foreach (var item in items)
        {
            var bracket = item.IndexOf('(', StringComparison.Ordinal);
            var path = (bracket < 0 ? item : item[..bracket]).Trim();
            var inner = bracket < 0 ? "" : item.TrimEnd() is [.., ')'] closed ? closed[(bracket + 1)..^1] : null;
            var stroke = path.IndexOf('/', StringComparison.Ordinal);
            var name = stroke < 0 ? path : path[..stroke];
            if (inner is null || entity.Navigation(name) is not { } navigation || ++_expansions > MostExpansions)
            {
                why = Refusal.BadParameter("$expand", entity.Navigations.Length == 0 ? "accepted-sta-expand" : $"{string.Join(", ", entity.Navigations.Select(known => known.Name))}");
                return null;
            }

            // Datastreams/Observations($top=1) is Datastreams($expand=Observations($top=1)).
            var nested = stroke < 0 ? Options(inner) : [("$expand", $"{path[(stroke + 1)..]}{(inner.Length == 0 ? "" : $"({inner})")}")];
            if (nested is null || nested.Any(option => !Known.Contains(option.Name) || option.Name is "$resultFormat" or "$skiptoken") || nested.DistinctBy(option => option.Name).Count() < nested.Count)
            {
                why = Refusal.BadParameter("$expand", "accepted-sta-expand");
                return null;
            }

            if (Read(nested, navigation.Entity, navigation.IsMany, level + 1, out why) is not { } read)
            {
                return null;
            }

            // Datastreams/Thing,Datastreams/Observations: one level with two below.
            var known2 = expansions.FindIndex(known => known.Navigation == navigation);
            if (known2 < 0)
            {
                expansions.Add(new Expansion(navigation, read));
            }
            else if (stroke >= 0)
            {
                expansions[known2] = expansions[known2] with { Options = expansions[known2].Options with { Expand = [.. expansions[known2].Options.Expand, .. read.Expand] } };
            }
            else
            {
                return null;
            }
        }

        return options with { Expand = expansions };
    }

    private static List<(string Name, string Value)>? Options(string text)
    {
        var options = new List<(string, string)>();
        if (text.Trim().Length == 0)
        {
            return options;
        }

        if (OptionText.Split(text, ';') is not { } parts)
        {
            return null;
        }

        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return null;
            }

            options.Add((part[..equals].Trim(), part[(equals + 1)..]));
        }

        return options;
    }

    /// <summary>A whole number; more than the most is the most.</summary>
    private static int? Whole(string text, int most) =>
        text.Length is 0 or > 12 || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? null : (int)Math.Min(number, most);

    private static string Accepted(string option) => option switch
    {
        "$orderby" => "accepted-sta-orderby",
        "$top" => "accepted-sta-top",
        "$skip" => "accepted-sta-skip",
        "$count" => "true, false",
        "$resultFormat" => "accepted-sta-data-array",
        _ => "accepted-sta-expand",
    };
}
