FROM openjdk:17
ENTRYPOINT ["java"]
CMD ["set", "echo"]
