FROM diamol/base
RUN ["dnf", "install", "-y", "git"]
