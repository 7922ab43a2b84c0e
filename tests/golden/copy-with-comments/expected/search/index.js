SG.m({"n":5,"rows":50,"terms":["1"],"docs":["about.html"],"sources":["gazette.example.org"],"years":["2021"],"kinds":["article","page","person"]});
