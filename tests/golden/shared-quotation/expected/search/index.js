SG.m({"n":5,"rows":50,"terms":["2"],"docs":["about.html"],"sources":[],"years":["2021"],"kinds":["article","page","person"]});
