namespace Gis.Server.Platform.Store;

/// <summary>Who may make roles and extensions; without a password here it is read from the password folder.</summary>
public sealed record StoreAdministrator(string User, string? Password)
{
    /// <summary>Keeps the password out of logs and messages.</summary>
    public override string ToString() => User;
}
