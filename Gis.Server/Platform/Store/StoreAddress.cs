using Npgsql;

namespace Gis.Server.Platform.Store;

/// <summary>Where the database server listens; a host that begins with a slash is the folder of its socket.</summary>
public sealed record StoreAddress(string Host, int Port, SslMode SslMode);
