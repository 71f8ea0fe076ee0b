using System.Security.Cryptography;

namespace Gis.Server.Patches.Evidence;

/// <summary>A file of an evidence pack.</summary>
internal sealed record EvidenceFile(string Name, byte[] Bytes)
{
    /// <summary>SHA-256, hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));
}
