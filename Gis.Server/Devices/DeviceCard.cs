using System.Text.Json;
using Gis.Server.ReadModel;

namespace Gis.Server.Devices;

/// <summary>How a thing's device is heard and what it says of itself.</summary>
/// <param name="Lines">One for each MN; the newest session of it.</param>
/// <param name="Access">What is asked of the device; for administrators only.</param>
internal sealed record DeviceCard(
    IReadOnlyList<string> Mns, IReadOnlyList<LineItem> Lines, IReadOnlyList<FacilityItem> Facilities, IReadOnlyList<NoteItem> Notes, AccessItem? Access);

/// <summary>By which way a device is heard.</summary>
/// <param name="Connected">Whether its connection stands; null where it speaks by MQTT, which does not say.</param>
/// <param name="Address">From where it called; for administrators only.</param>
internal sealed record LineItem(
    string Mn, [property: Words(Vocabulary.DeviceWay)] string Way, bool? Connected, DateTimeOffset Since, DateTimeOffset? EndedAt, string? Address);

/// <summary>The newest state of a facility (0 off, 1 runs, 2 calibrates, 3 in maintenance, 4 alarm, 5 blows back) and its run hours of a day.</summary>
internal sealed record FacilityItem(string Facility, int? State, DateTimeOffset? Since, DateTimeOffset? StateAt, double? RunHours, DateTimeOffset? HoursDay);

/// <summary>A message about the device.</summary>
internal sealed record NoteItem(long Id, string Kind, DateTimeOffset At, JsonElement Content);

/// <summary>What is asked of a device. Passwords are never shown.</summary>
/// <param name="Sources">Networks from which it may call over TCP; null = any.</param>
internal sealed record AccessItem(bool HasPassword, IReadOnlyList<string>? Sources);
