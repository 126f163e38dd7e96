"""The currencies of ISO 4217 that are money today, and how many decimals each one counts."""

_WITHOUT_CENTS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_MILS = "BHD IQD JOD KWD LYD OMR TND"
_WITH_CENTS = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT
MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH
USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""

MINOR_DIGITS: dict[str, int] = {
    **dict.fromkeys(_WITHOUT_CENTS.split(), 0),
    **dict.fromkeys(_WITH_CENTS.split(), 2),
    **dict.fromkeys(_WITH_MILS.split(), 3),
}
"""Decimals by code, as the standard and the gateways count them.

Locale data is no source for it: it drops the cents that people no longer print (Serbian
dinars, Iraqi dinars) and keeps currencies that are no longer money. Funds, metals and
testing codes are left out.
"""
