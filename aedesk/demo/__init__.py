"""The sample agency 青屿演示广告: its people, clients, projects and three months of its life. All of it is fictional."""
