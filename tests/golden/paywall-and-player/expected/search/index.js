SG.m({"n":4,"rows":50,"terms":["1"],"docs":["about.html"],"sources":[],"years":[],"kinds":["article","page","person"]});
