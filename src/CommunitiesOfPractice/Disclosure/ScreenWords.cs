namespace CommunitiesOfPractice.Disclosure;

/// <summary>The words that every screen knows, beside the rare circumstances.</summary>
internal static class ScreenWords
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
            "december"];

    private static readonly string[] Units =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
            "fifteen", "sixteen",
        "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    public static void AddTo(Phrases all)
    {
        foreach (var owner in new[] { "nhs", "n h s", "chi", "health and care", "h&c" })
            foreach (var number in new[] { "no", "nos", "number", "numbers", "num", "nr", "#", "id" })
                all.Add(Cue.NhsNumber, 0, $"{owner} {number}");
        Add(all, Cue.NhsNumber, "nhsno", "nhsnumber", "nhs#", "nhsid");

        Add(all, Cue.BirthDate, "dob", "dobs", "d o b", "date of birth", "dates of birth", "birth date", "birthdate",
            "date birth", "birthday");
        Add(all, Cue.Born, "born", "stillborn");
        // "Babies born between 1 April and 30 June" says when a cohort was born, and no one person.
        Add(all, Cue.Cohort, "between", "after", "before", "from", "since", "during", "until");

        foreach (
            var owner in new[] {
                "hosp", "hospital", "unit", "k", "patient", "pas", "pat", "case note", "casenote", "case notes", "medical record",
                    "record", "rxr" })
            foreach (var number in new[] { "no", "nos", "number", "numbers", "num", "nr", "#", "id", "ref" })
                all.Add(Cue.HospitalNumber, 0, $"{owner} {number}");
        Add(all, Cue.HospitalNumber, "hospno", "hospital#", "hosp#", "mrn", "mrns", "m r n", "mrn no", "mrn number", "unitno",
            "patient identifier");

        Add(all, Cue.Insurance, "ni number", "ni no", "nino", "national insurance", "national insurance number",
            "national insurance no");
        foreach (var device in new[] { "tel", "telephone", "phone", "mobile", "mob", "fax", "landline" })
            Add(all, Cue.Telephone, device, device + " no", device + " number", device + " is");
        Add(all, Cue.Reference, "isbn", "isbn 10", "isbn 13", "issn", "doi", "pmid", "orcid", "ean");

        for (var month = 0; month < Months.Length; month++)
        {
            all.Add(Cue.Month, month + 1, Months[month]);
            all.Add(Cue.Month, month + 1, Months[month].Substring(0, 3));
        }

        all.Add(Cue.Month, 9, "sept");
        for (var unit = 0; unit < Units.Length; unit++) all.Add(Cue.Number, unit + 1, Units[unit]);
        for (var ten = 0; ten < Tens.Length; ten++) all.Add(Cue.Number, 10 * (ten + 2), Tens[ten]);
        all.Add(Cue.Number, 2, "a couple");
        all.Add(Cue.Number, 2, "a pair");

        // Those who are cared for, never those who care: "two midwives" and "one person keeps the total" single no patient out.
        foreach (var one in new[]
        {
            "patient", "inpatient", "in patient", "outpatient", "out patient", "woman", "man", "baby", "child", "infant",
                "newborn", "neonate", "mother", "father", "boy",
            "girl", "resident", "service user", "client", "toddler", "teenager", "adolescent", "adult", "case", "death", "birth",
                "stillbirth", "survivor", "family",
        })
        {
            all.Add(Cue.Patient, 1, one);
            all.Add(Cue.Patient, 2, one switch
            {
                "woman" =>
                    "women", "man" => "men", "baby" => "babies", "family" => "families", "child" => "children", _ => one + "s",
            });
        }

        Add(all, Cue.Qualifier, "of", "of the", "of our", "of these", "of those", "of their", "the", "our", "these", "those",
            "other", "more", "further", "such", "new",
            "similar", "different", "separate", "consecutive", "unrelated", "local", "known", "reported", "recorded", "pregnant",
                "young", "younger", "old", "older", "elderly",
            "frail", "female", "male", "black", "asian", "white", "teenage", "adult", "obese", "sick", "ill", "critically ill",
                "unwell", "preterm", "premature", "term",
            "antenatal", "postnatal", "disabled", "homeless", "deceased", "surviving");
        // A figure after one of these is a name, not a count: "type 2 patients". An age after one of the others is a bound, of
        // many.
        Add(all, Cue.Label, "type", "grade", "level", "category", "cat", "stage", "band", "phase", "tier", "class", "group",
            "bed", "bay", "ward", "room", "step", "cycle",
            "figure", "table", "version", "score", "para", "gravida", "per", "every", "not only");
        Add(all, Cue.Bound, "over", "above", "under", "below", "than", "at least", "at most", "up to");
        Add(all, Cue.Ratio, "in", "in every", "of every", "out of every", "for every", "to every");
        Add(all, Cue.YearsOld, "year old", "years old", "yr old", "yrs old", "years of age", "yo", "y o");
        Add(all, Cue.Aged, "aged", "age", "age is", "age of", "at the age of");
        Add(all, Cue.Band, "and over", "and above", "and older", "and more", "or over", "or above", "or older", "or more", "plus",
            "to");
        Add(all, Cue.Only, "the only", "our only", "the one and only", "the sole", "our sole");
    }

    private static void Add(Phrases all, Cue tells, params string[] phrases)
    {
        foreach (var phrase in phrases) all.Add(tells, 0, phrase);
    }
}
