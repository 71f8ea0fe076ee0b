namespace Gis.Demo.Seeding;

/// <summary>An account to try the system with; the password is random and stands nowhere but in GIS_HOME/demo/accounts.json.</summary>
internal sealed record DemoAccount(string Name, string DisplayName, string Role, string Area, IReadOnlyList<string>? Layers, string Password);
