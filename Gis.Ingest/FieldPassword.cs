using System.Globalization;
using System.Security.Cryptography;

namespace Gis.Ingest;

/// <summary>Passwords of the field in mosquitto's own form, <c>$7$iterations$salt$hash</c>, so that a broker reads what the store keeps.</summary>
public static class FieldPassword
{
    /// <summary>What mosquitto itself uses; device passwords are random and long, so stretching adds nothing.</summary>
    private const int Iterations = 101;
    private const int MostIterations = 1_000_000;
    private const int SaltBytes = 12;
    private const int HashBytes = 64;

    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"$7${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    public static bool Matches(string hash, string password)
    {
        var parts = hash.Split('$');
        if (parts is not ["", "7", var iterationsText, var saltText, var hashText]
            || !int.TryParse(iterationsText, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < 1 or > MostIterations)
        {
            return false;
        }

        var expected = Convert.FromBase64String(hashText);
        var actual = Rfc2898DeriveBytes.Pbkdf2(password, Convert.FromBase64String(saltText), iterations, HashAlgorithmName.SHA512, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    /// <summary>A password that nobody has to remember: 144 random bits.</summary>
    public static string Random() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)).Replace('+', '-').Replace('/', '_');
}
