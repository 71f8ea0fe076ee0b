using System.Reflection;
using System.Text.Json;

namespace Gis.Server.ReadModel;

/// <summary>The kinds of incident, which units suit them, and which the alarms of a kind of thing lead to; from data/standards.</summary>
internal sealed record IncidentTypes(string Source, IReadOnlyList<IncidentType> Types)
{
    private const string Resource = "standards/incident-types.json";
    private const string Other = "other";

    public static IncidentTypes Standard { get; } = Load();

    public IReadOnlyList<string> Codes { get; } = [.. Types.Select(type => type.Code)];

    public IReadOnlyList<string> SuitedKinds(string typeCode) => Types.FirstOrDefault(type => type.Code == typeCode)?.SuitedKinds ?? [];

    /// <summary>What an alarm of this kind of thing leads to, unless somebody says otherwise.</summary>
    public string OfThing(string thingKind) => Types.FirstOrDefault(type => type.ThingKinds.Contains(thingKind))?.Code ?? Other;

    private static IncidentTypes Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The build holds no {Resource}.");
        return JsonSerializer.Deserialize<IncidentTypes>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidOperationException($"{Resource} is empty.");
    }
}
