FROM a
CMD ["a",["b"]]
CMD [1, "x", null, true, {"a": [1, {}]}, -1.5e+3]
COPY ["a", 1]
VOLUME [{}]
