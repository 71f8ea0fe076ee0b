using Gis.Server.ReadModel;
using Gis.Server.Rules;

namespace Gis.Server.Incidents;

/// <summary>What somebody reports: from an alarm, or at a point of the map.</summary>
/// <param name="Title">Only what a person wrote: without one the reader's language says what is known.</param>
internal sealed record CreateIncidentRequest(
    string? Title = null, string? TypeCode = null, double? Lon = null, double? Lat = null, string? AreaCode = null, string? Address = null,
    DateTimeOffset? HappenedAt = null, int? Grade = null, string? Ground = null, long? AlarmId = null, string? Source = null, string? Note = null);

/// <summary>A checked report, with what an alarm fills in.</summary>
internal sealed record IncidentWish(
    string? Title, string TypeCode, double Lon, double Lat, string? AreaCode, string? Address, DateTimeOffset HappenedAt, int? Grade, string? Ground,
    AlarmRow? Alarm, string Source, string? Note)
{
    private const int MaxTitleLength = 200;
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);
    private static readonly string[] Sources = ["call", "patrol", "superior", "public"];

    public static Result<IncidentWish> Of(CreateIncidentRequest request, AlarmRow? alarm, Extent? extent, DateTimeOffset now)
    {
        if (Check(request, alarm, extent, now) is { } refusal)
        {
            return refusal;
        }

        return new IncidentWish(
            request.Title?.Trim(), request.TypeCode ?? IncidentTypes.Standard.OfThing(alarm!.ThingKind), request.Lon ?? alarm!.Lon, request.Lat ?? alarm!.Lat,
            request.AreaCode ?? alarm?.AreaCode, request.Address, (request.HappenedAt ?? alarm?.Since ?? now).ToUniversalTime(), request.Grade,
            request.Ground, alarm, alarm is null ? request.Source ?? "call" : "alarm", request.Note);
    }

    private static Refusal? Check(CreateIncidentRequest request, AlarmRow? alarm, Extent? extent, DateTimeOffset now) => request switch
    {
        { Title: { } title } when string.IsNullOrWhiteSpace(title) || title.Length > MaxTitleLength =>
            Refusal.Bad("title", $"1 … {MaxTitleLength} characters, or none"),
        _ when (request.TypeCode is null && alarm is null) || (request.TypeCode is { } type && !IncidentTypes.Standard.Codes.Contains(type)) =>
            Refusal.Bad("typeCode", string.Join(", ", IncidentTypes.Standard.Codes)),
        _ when (request.Lon is null) != (request.Lat is null) || (alarm is null && request.Lon is null) =>
            Refusal.Bad("lon", "lon and lat together, in degrees"),
        { Lon: { } lon, Lat: { } lat } when extent is not null && !extent.Holds(lon, lat) && extent.Holds(lat, lon) =>
            Refusal.Bad("lat", "degrees north; lon and lat look swapped, lon comes first"),
        { Lon: { } lon } when !double.IsFinite(lon) || Math.Abs(lon) > 180 => Refusal.Bad("lon", "-180 … 180 degrees"),
        { Lat: { } lat } when !double.IsFinite(lat) || Math.Abs(lat) > 90 => Refusal.Bad("lat", "-90 … 90 degrees"),
        { Lon: { } lon, Lat: { } lat } when extent is not null && !extent.Holds(lon, lat) =>
            Refusal.Bad("lon", $"a place within the province: lon {extent.West:0.##} … {extent.East:0.##}, lat {extent.South:0.##} … {extent.North:0.##}"),
        { HappenedAt: { } at } when at > now + ClockSlack => Refusal.Bad("happenedAt", "a moment in the past, ISO 8601 with offset"),
        { Source: { } source } when !Sources.Contains(source) => Refusal.Bad("source", string.Join(", ", Sources)),
        { Grade: < 1 or > 4 } => Refusal.Bad("grade", "1 (I), 2 (II), 3 (III), 4 (IV)"),
        { Address.Length: > MaxTitleLength } => Refusal.Bad("address", $"at most {MaxTitleLength} characters"),
        { Note.Length: > IncidentRules.MaxTextLength } => Refusal.Bad("note", $"at most {IncidentRules.MaxTextLength} characters"),
        { Ground.Length: > IncidentRules.MaxTextLength } => Refusal.Bad("ground", $"at most {IncidentRules.MaxTextLength} characters"),
        _ => null,
    };
}
