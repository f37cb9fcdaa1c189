FROM diamol/base
RUN echo C:/out
RUN app --remote s:/bucket --map a:/b
CMD ["app", "DOMAIN\\user"]
