using System.ComponentModel.DataAnnotations;

namespace Gis.Server.ReadModel;

/// <summary>Tells the API document that a text is one of these words, or a list one of words from these.</summary>
/// <param name="words">A list of <see cref="Vocabulary"/>, separated by spaces.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsAttribute(string words) : AllowedValuesAttribute([.. words.Split(' ')]);
