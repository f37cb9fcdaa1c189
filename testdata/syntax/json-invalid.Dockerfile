FROM a
CMD ['a']
CMD ["a", "b"
CMD ["a",]
CMD ["a"] x
CMD ["\x"]
CMD ["a	b"]
CMD [01]
CMD [1e999]
ENTRYPOINT [a]
