using System.Globalization;
using System.Security.Cryptography;

namespace Gis.Server.Platform.Broker;

/// <summary>Passwords in mosquitto's own form, <c>$7$iterations$salt$hash</c>, so that the broker reads what the store keeps.</summary>
public static class BrokerPassword
{
    /// <summary>What mosquitto itself uses; device passwords are random and long, so stretching adds nothing.</summary>
    private const int Iterations = 101;
    private const int SaltBytes = 12;
    private const int HashBytes = 64;

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"$7${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>A password that nobody has to remember: 144 random bits.</summary>
    public static string Random() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', '-').Replace('/', '_');
}
